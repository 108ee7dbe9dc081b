import { pathIn, type Invocation } from '../command/invocation.ts';
import type { Effect } from '../effect.ts';
import type { FolderFacts } from '../folder-facts.ts';
import { readEffect, writeEffect } from '../places/file-effects.ts';
import type { EffectReader, EffectRule } from './rules.ts';

/** Programs that work on disks, partitions, devices and the kernel. */
export const DISK_RULES: readonly EffectRule[] = [
  {
    ...{ tier: 'critical', action: 'shell_admin', does: 'formats or wipes a disk' },
    of: 'mkfs mke2fs mkswap mkdosfs mkntfs newfs newfs_apfs wipefs blkdiscard hdparm format sgdisk badblocks',
  },
  ...[
    'ext2',
    'ext3',
    'ext4',
    'xfs',
    'btrfs',
    'vfat',
    'fat',
    'ntfs',
    'exfat',
    'f2fs',
    'minix',
    'bfs',
    'cramfs',
    'msdos',
    'jfs',
    'reiserfs',
    'zfs',
    'apfs',
    'hfs',
  ].map((kind): EffectRule => ({
    tier: 'critical',
    action: 'shell_admin',
    of: `mkfs.${kind}`,
    does: 'formats a disk',
  })),
  {
    ...{ tier: 'critical', action: 'shell_admin', does: 'changes the partitions of a disk' },
    ...{
      of: 'fdisk sfdisk cfdisk gdisk cgdisk parted diskpart partprobe',
      unless: /^(-l|--list|print)$/,
    },
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
    ...{ of: 'zpool zfs lvm lvremove vgremove pvremove cryptsetup mdadm btrfs tmutil' },
    ...{
      verb: /\b(destroy|remove|labelclear|luksformat|lukserase|erase|stop|delete|rollback)\b|^\//i,
    },
  },
  {
    ...{ tier: 'critical', action: 'shell_admin', does: 'removes volumes' },
    of: 'lvremove vgremove pvremove',
  },
  {
    ...{ tier: 'high', action: 'shell_admin', does: 'attaches or detaches disks' },
    ...{ of: 'mount umount losetup fsck e2fsck resize2fs tune2fs cryptsetup', verb: /./ },
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
    of: 'grub-install update-grub efibootmgr bootctl flashrom fwupdmgr bcdedit nvram bless',
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
];

/** `dd`: where it writes decides. */
function dd(call: Invocation, facts: FolderFacts): readonly Effect[] {
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
    const isWide = written.tier === 'low' && named.startsWith('/');
    return [isWide ? { ...written, tier: 'medium' } : written];
  });
}

export const DISK_READERS: ReadonlyMap<string, EffectReader> = new Map([
  ['dd', dd],
  ['dcfldd', dd],
]);
