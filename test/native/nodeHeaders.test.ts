import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { findNodeHeaders } from '../../tools/native/nodeHeaders.ts';

test('the headers of the Node.js that runs', () => {
  assert.ok(existsSync(path.join(findNodeHeaders(), 'node_api.h')));
});

test('a Node.js without headers: the message says where they were looked for and how to get them', () => {
  const message = /^\/nowhere\/include\/node has no node_api\.h.*install Node\.js with its headers/;
  assert.throws(() => findNodeHeaders('/nowhere/bin/node'), { message });
});
