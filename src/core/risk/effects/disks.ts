import { flagsOf, operandsOf, pathIn, type Invocation } from '../command/invocation.ts';
import { effect, type Effect } from '../effect.ts';
import type { FolderFacts } from '../folder-facts.ts';
import { FILLS } from './endless.ts';
import { readEffect, writeEffect } from '../places/file-effects.ts';
import { placeOf } from '../places/path-place.ts';
import type { EffectReader, EffectRule } from './rules.ts';

/** Programs that work on disks, partitions, devices and the kernel. */
export const DISK_RULES: readonly EffectRule[] = [
  {
    ...{ tier: 'critical', action: 'shell_admin', does: 'formats or wipes a disk' },
    of: 'blkdiscard format zerofree',
  },
  {
    ...{ tier: 'critical', action: 'shell_admin', does: 'formats or wipes a disk' },
    ...{ of: 'badblocks', flag: /^-[wn]$/ },
  },
  {
    ...{ tier: 'critical', action: 'shell_admin', does: 'formats or wipes a disk' },
    ...{
      of: 'nvme sg_format sg_sanitize sedutil-cli storcli megacli',
      verb: /\b(format|sanitize|write-zeroes|write|dsm|delete-ns|detach-ns|fw-(commit|download|activate)|reset|subsystem-reset|set-feature)\b|^\/dev\//,
    },
  },
  {
    ...{ tier: 'low', action: 'shell_read', does: 'looks at a disk' },
    of: 'badblocks nvme',
  },
  {
    ...{ tier: 'critical', action: 'shell_admin', does: 'changes the partitions of a disk' },
    ...{
      of: 'fdisk sfdisk cfdisk gdisk cgdisk diskpart partprobe',
      unless: /^(-l|--list|print)$/,
    },
  },
  {
    ...{ tier: 'critical', action: 'shell_admin', does: 'changes the partitions of a disk' },
    ...{
      of: 'parted',
      verb: /^(?!.* (print|unit|align-check)\b)(?!.*\b(help|version)\b)|\s(mk\w+|rm|resize\w*|set|name|rescue|toggle|disk_\w+|type|move|cp)\b/,
      unless: /^(-l|--list)$/,
    },
  },
  {
    ...{ tier: 'none', action: 'shell_read', does: 'lists disks' },
    ...{ of: 'parted', verb: /\s(print|align-check)\b/ },
  },
  {
    ...{ tier: 'none', action: 'shell_read', does: 'lists disks' },
    ...{ of: 'fdisk sfdisk parted', flag: /^(-l|--list)$/ },
  },
  {
    ...{ tier: 'critical', action: 'shell_admin', does: 'erases a disk or its volumes' },
    ...{
      of: 'diskutil',
      verb: /^(erase|partition|reformat|zero|random|secureerase|apfs delete|cs delete|unmountdisk force)/i,
    },
  },
  {
    ...{ tier: 'critical', action: 'shell_admin', does: 'destroys volumes or pools' },
    ...{ of: 'zpool lvm cryptsetup mdadm btrfs tmutil' },
    ...{
      verb: /\b(destroy|remove|labelclear|luksformat|lukserase|erase|stop|delete|rollback)\b|^\//i,
    },
  },
  {
    ...{ tier: 'critical', action: 'shell_admin', does: 'destroys volumes or pools' },
    ...{ of: 'zfs', verb: /\b(destroy|rollback)\b|^\//i, unless: /^-n$/ },
  },
  {
    ...{ tier: 'critical', action: 'shell_admin', does: 'removes volumes' },
    ...{ of: 'lvremove vgremove pvremove', unless: /^(-t|--test)$/ },
  },
  {
    ...{ tier: 'low', action: 'shell_read', does: 'only shows what it would do' },
    ...{ of: 'zfs', verb: /^destroy\b/, flag: /^-n$/ },
  },
  {
    ...{ tier: 'low', action: 'shell_read', does: 'only shows what it would do' },
    ...{ of: 'lvremove vgremove pvremove', flag: /^(-t|--test)$/ },
  },
  {
    ...{ tier: 'high', action: 'shell_admin', does: 'changes volumes that hold data' },
    ...{ of: 'lvreduce lvresize lvconvert vgreduce vgsplit pvmove resize_reiserfs xfs_growfs' },
  },
  {
    ...{ tier: 'high', action: 'shell_admin', does: 'changes volumes that hold data' },
    ...{ of: 'btrfs', verb: /^(balance|check|rescue|replace|device|filesystem (resize|defrag))\b/ },
  },
  {
    ...{ tier: 'low', action: 'shell_read', does: 'looks at a disk' },
    ...{
      of: 'smartctl',
      unless: /^(-t|-s|-o|-S|--test.*|--smart.*|--offlineauto.*|--saveauto.*|--set.*)$/,
    },
  },
  {
    ...{ tier: 'high', action: 'shell_admin', does: 'changes how a disk works' },
    ...{ of: 'smartctl', flag: /^(-s|-o|-S|--smart.*|--offlineauto.*|--saveauto.*|--set.*)$/ },
  },
  {
    ...{ tier: 'high', action: 'shell_admin', does: 'attaches or detaches disks' },
    ...{ of: 'mount losetup fsck e2fsck resize2fs tune2fs', verb: /./ },
  },
  {
    ...{ tier: 'high', action: 'shell_admin', does: 'attaches or detaches disks' },
    ...{ of: 'umount mount', flag: /^(-[aflOR]+|--all)$/ },
  },
  {
    ...{ tier: 'high', action: 'shell_admin', does: 'attaches or detaches disks' },
    ...{ of: 'losetup', flag: /^(-d|-D|--detach(-all)?)$/ },
  },
  {
    ...{ tier: 'high', action: 'shell_admin', does: 'attaches or detaches disks' },
    ...{ of: 'umount', verb: /./ },
  },
  {
    ...{ tier: 'high', action: 'shell_admin', does: 'attaches or detaches disks' },
    ...{
      of: 'cryptsetup',
      verb: /^(?!(status|luksDump|isLuks|benchmark|luksUUID|tcryptDump)\b)./i,
    },
  },
  {
    ...{ tier: 'none', action: 'shell_read', does: 'only looks' },
    ...{ of: 'cryptsetup', verb: /^(status|isLuks|benchmark|luksUUID)\b/i },
  },
  {
    ...{ tier: 'high', action: 'shell_admin', does: 'attaches or detaches disks' },
    of: 'swapon swapoff eject',
    unless: /^(-s|--show.*)$/,
  },
  {
    ...{ tier: 'high', action: 'shell_admin', does: 'attaches, detaches or makes disks' },
    ...{
      of: 'hdiutil',
      verb: /^(attach|detach|mount|unmount|eject|burn|erase\w*|create|convert|resize|segment|compact|makehybrid)\b/,
    },
  },
  {
    ...{ tier: 'critical', action: 'shell_admin', does: 'changes what the machine starts with' },
    of: 'grub-install update-grub grub2-install grub-mkconfig grub2-mkconfig grub-set-default grub2-set-default efibootmgr bootctl flashrom fwupdmgr bless',
  },
  {
    ...{ tier: 'critical', action: 'shell_admin', does: 'changes what the machine starts with' },
    ...{ of: 'bcdedit', verb: /^(?!\/(enum|export|\?)\b)./i },
  },
  {
    ...{ tier: 'low', action: 'shell_read', does: 'looks at what the machine starts with' },
    of: 'bcdedit',
  },
  {
    ...{ tier: 'critical', action: 'shell_admin', does: 'changes what the machine starts with' },
    ...{ of: 'nvram', flag: /^-[cdf]$/ },
  },
  {
    ...{ tier: 'critical', action: 'shell_admin', does: 'changes what the machine starts with' },
    ...{ of: 'nvram', verb: /[=$`]/ },
  },
  {
    ...{ tier: 'none', action: 'shell_read', does: 'only looks' },
    of: 'nvram',
  },
  {
    ...{ tier: 'high', action: 'shell_admin', does: 'changes the running kernel' },
    ...{ of: 'insmod modprobe rmmod kexec setenforce', verb: /./ },
  },
  {
    ...{ tier: 'high', action: 'shell_admin', does: 'changes settings of the kernel' },
    ...{ of: 'sysctl', flag: /^(-w|--write|-p|--load)$/ },
  },
  {
    ...{ tier: 'high', action: 'shell_admin', does: 'changes settings of the kernel' },
    ...{ of: 'sysctl', verb: /=/ },
  },
  {
    ...{ tier: 'high', action: 'shell_admin', does: 'makes a name for a device' },
    ...{ of: 'mknod', verb: /\s[bcu]\s/ },
  },
];

/** `dd`: where it writes decides, and whether what it reads has an end. */
function dd(call: Invocation, facts: FolderFacts): readonly Effect[] {
  const isEndless =
    call.args.some((arg) => /^if=\/dev\/(zero|full|u?random)$/.test(arg)) &&
    call.args.some((arg) => /^of=(?!\/dev\/)/.test(arg)) &&
    !call.args.some((arg) => arg.startsWith('count='));
  const fills = isEndless ? [effect('high', 'file_write', FILLS)] : [];
  return [...fills, ...ddFiles(call, facts)];
}

function ddFiles(call: Invocation, facts: FolderFacts): readonly Effect[] {
  return call.words.flatMap((word): readonly Effect[] => {
    const text = word.value ?? word.text;
    const [, key, named] = /^(if|of)=(.*)$/s.exec(text) ?? [];
    if (key === undefined || named === undefined) return [];
    const path = word.value === null ? pathIn({ ...word, text: named }, call.cwd) : named;
    const file = { path, text: named, cwd: call.cwd };
    if (key === 'if')
      return [readEffect(file, facts)].filter(
        ({ tier }) => tier !== 'none' && !/^\/dev\/(u?random|zero)$/.test(named),
      );
    const written = writeEffect(file, facts);
    if (call.fed && named.includes('{}'))
      return [effect('high', 'file_delete', 'writes over whatever files it is given')];
    const isWide = written.tier === 'low' && named.startsWith('/');
    return [isWide ? { ...written, tier: 'medium' } : written];
  });
}

/** With these alone they look at a disk; one other option more, and they write to it. */
const LOOKS_AT_DISK: Readonly<Record<string, RegExp>> = {
  hdparm: /^-[CgHiItTv]+$/,
  sgdisk: /^(-[pvLO]+|-i\d*|--(print|verify|list-types)|--info(=\d+)?)$/,
};

const wipes: EffectReader = ({ name, args }) => {
  const options = args.filter((arg) => arg.startsWith('-'));
  const shows = /^(-n|--no-act|-i|-J|-O|-p|--noheadings|--json|--parsable)$/;
  const looks = LOOKS_AT_DISK[name ?? ''];
  const isLooking =
    name === 'wipefs'
      ? options.includes('-n') ||
        options.includes('--no-act') ||
        flagsOf(options).every((option) => shows.test(option))
      : options.length > 0 && looks !== undefined && options.every((one) => looks.test(one));
  return isLooking
    ? [effect('low', 'shell_read', 'looks at a disk')]
    : [effect('critical', 'shell_admin', 'formats or wipes a disk')];
};

/** A file system is made on a disk, or in a file of the project: an image. */
const formats: EffectReader = (call, facts) => {
  if (/^(mkfs\.ext[234]|mke2fs)$/.test(call.name ?? '') && onlyTries(call.args))
    return [effect('low', 'shell_read', 'only shows what it would do')];
  if (!call.fed && call.args.length === 1 && /^(-V|--version|--help)$/.test(call.args[0] ?? ''))
    return [effect('none', 'shell_read', 'only says what it is')];
  const targets = operandsOf(call.words, '-t -L -U -n -b -m -E -O -i -I -N -s -S');
  const isImage = targets.every((word) => {
    const { kind } = placeOf(pathIn(word, call.cwd), call.cwd, facts);
    return word.value !== null && (kind === 'project' || kind === 'temporary');
  });
  return targets.length > 0 && isImage
    ? [effect('medium', 'file_write', 'makes a file system in a file')]
    : [effect('critical', 'shell_admin', 'formats or wipes a disk')];
};

/** `-n` makes nothing, unless it is another option’s value. */
function onlyTries(args: readonly string[]): boolean {
  return args.some((arg, at) => arg === '-n' && !/^-[a-zA-Z]+$/.test(args[at - 1] ?? ''));
}

const KINDS =
  'ext2 ext3 ext4 xfs btrfs vfat fat ntfs exfat f2fs minix bfs cramfs msdos jfs reiserfs zfs apfs hfs';

export const DISK_READERS: ReadonlyMap<string, EffectReader> = new Map([
  ['dd', dd],
  ['dcfldd', dd],
  ...['wipefs', 'hdparm', 'sgdisk'].map((name) => [name, wipes] as const),
  ...'mkfs mke2fs mkswap mkdosfs mkntfs newfs newfs_apfs newfs_hfs newfs_msdos newfs_exfat'
    .split(' ')
    .map((name) => [name, formats] as const),
  ...KINDS.split(' ').map((kind) => [`mkfs.${kind}`, formats] as const),
]);
