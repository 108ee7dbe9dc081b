import { startKept } from '../../../src/broker/tunnel/kept-program.ts';

/** A process that keeps a program, to be killed. Its arguments are the keeper and the command. */
const [keeper = '', command = '', ...args] = process.argv.slice(2);
startKept(keeper, command, args, (line) => console.log(line));
