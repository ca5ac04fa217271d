/** A client, with what is told of it in English and in Chinese. */
export interface ClientRow {
  name: string;
  what: readonly [english: string, chinese: string];
}

/** Those of test/node/clients; their tests' names begin with theirs. */
export const TESTED: readonly ClientRow[] = [
  {
    name: 'mqtt',
    what: [
      '1000 messages of QoS 1 to an `aedes` broker, a restart of the broker, `mosquitto`, `mqtts`',
      '向 `aedes` broker 发 1000 条 QoS 1 消息，broker 重启，`mosquitto`，`mqtts`'
    ]
  },
  { name: 'coap', what: ['client, also with an answer in blocks; server', '客户端（含分块应答）；服务端'] },
  {
    name: 'multicast-dns',
    what: ['a query of one app and the answer of another', '一个应用查询，另一个应答']
  },
  { name: 'jsmodbus', what: ['Modbus TCP client and server', 'Modbus TCP 客户端与服务端'] },
  {
    name: 'dns-packet',
    what: ['queries over UDP, 50 at once, and over TCP', '通过 UDP（一次 50 个）与 TCP 查询']
  },
  {
    name: 'nats',
    what: ["requests and answers, Debian's `nats-server`", '请求与应答，Debian 的 `nats-server`']
  },
  {
    name: 'net-snmp',
    what: [
      "a value of Debian's `snmpd`, versions 2c and 3 (SHA, AES)",
      'Debian 的 `snmpd` 的一个值，版本 2c 与 3（SHA、AES）'
    ]
  },
  { name: 'modbus-serial', what: ['registers over TCP', '通过 TCP 读写寄存器'] },
  { name: 'telnet-client', what: ['a command and its answer', '一条命令及其应答'] },
  {
    name: 'node-osc',
    what: ['a message from a client to a server in the same app', '同一应用内客户端向服务端发消息']
  },
  {
    name: 'nodemailer',
    what: ['a mail over SMTP, without TLS and after STARTTLS', '通过 SMTP 发邮件，无 TLS 与 STARTTLS 之后']
  },
  { name: 'wake_on_lan', what: ['a packet', '一个数据包'] },
  { name: 'syslog-client', what: ['a line over UDP', '通过 UDP 发一行'] },
  {
    name: 'redis',
    what: ["values and messages, Debian's `redis-server`", '值与消息，Debian 的 `redis-server`']
  },
  {
    name: 'ioredis',
    what: ["values and messages, Debian's `redis-server`", '值与消息，Debian 的 `redis-server`']
  },
  {
    name: 'pg',
    what: ["a query after a login with SCRAM, Debian's PostgreSQL", 'SCRAM 登录后查询，Debian 的 PostgreSQL']
  },
  {
    name: 'basic-ftp',
    what: ["writes, lists and reads a file, Debian's `pure-ftpd`", '写、列、读文件，Debian 的 `pure-ftpd`']
  },
  { name: 'ws', what: ['client and server', '客户端与服务端'] },
  {
    name: 'axios',
    what: [
      "a request with a body, with `nodePackages: ['axios', 'form-data']`",
      "带正文的请求，需 `nodePackages: ['axios', 'form-data']`"
    ]
  },
  {
    name: 'ipp',
    what: ["a printer's name, from a server in the same app", '打印机名称，来自同一应用内的服务端']
  }
];

/** Those that were tried in vain, with the reasons. */
export const NOT_RUNNING: readonly (ClientRow & { version: string })[] = [
  {
    name: 'castv2',
    version: '0.1.10',
    what: ['reads a file of its own, `cast_channel.proto`', '要读取自己的文件 `cast_channel.proto`']
  },
  {
    name: 'knx',
    version: '2.5.4',
    what: ['`require` of a name that it computes', '`require` 的名称是算出来的']
  },
  {
    name: 'nat-upnp',
    version: '1.1.1',
    what: [
      'its `request` brings old code that strict code does not allow: it writes to read-only members',
      '其依赖 `request` 带来严格模式不允许的旧代码：写只读成员'
    ]
  },
  { name: 'radius', version: '1.1.4', what: ['reads dictionaries of its own', '要读取自己的字典文件'] },
  {
    name: 'shellies',
    version: '1.7.0',
    what: ['`require` of all files of a folder', '`require` 一个目录的全部文件']
  },
  {
    name: 'ssh2',
    version: '1.17.0',
    what: ['wants native code, and ciphers that are missing', '需要本机代码，以及没有的加密算法']
  }
];
