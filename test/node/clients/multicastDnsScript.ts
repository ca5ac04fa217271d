// In a network namespace: node … multicastDnsScript.ts <URL of the bundle>
import { RunningApp } from './runningApp.ts';

const [bundle = ''] = process.argv.slice(2);
const [responder, querier] = await Promise.all([RunningApp.launch(bundle), RunningApp.launch(bundle)]);
responder.start('answerMulticastDns', { address: '192.0.2.80' });
await responder.told();
const answered = await querier.run('askMulticastDns');
const asked = await responder.result();
await Promise.all([responder.end(), querier.end()]);
console.log(JSON.stringify({ asked, answered }));
