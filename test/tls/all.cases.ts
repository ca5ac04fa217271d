// TLS: the stand-ins, the library and what is refused, on the release that the process plays.
import './refusals.cases.ts';
import './server.cases.ts';
import './standIn.cases.ts';
import './wechat.cases.ts';
