// fetch-rig.mjs FILE FUNCTION [ARGUMENT]: calls an installing function of a rig, a program of its own
// so that the test run can log it, limit it and end it. Prints nothing but why it failed.
import { tsImport } from 'tsx/esm/api';

const [file, name, ...args] = process.argv.slice(2);
try {
  const rig = await tsImport(`../test/rigs/${file}`, import.meta.url);
  await rig[name](...args);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
