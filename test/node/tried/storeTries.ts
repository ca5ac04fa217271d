import { cassandraPeer, influxPeer, mysqlPeer, sqlServerPeer } from './storePeers.ts';
import type { Try } from './try.ts';

/** Clients of databases. */
export const STORE_TRIES: readonly Try[] = [
  {
    name: 'cassandra-driver',
    what: ['a query', '一次查询'],
    peer: cassandraPeer,
    page: (port) => `import cassandra from 'cassandra-driver';
      const client = new cassandra.Client({ contactPoints: ['127.0.0.1:${port}'], localDataCenter: 'dc1', protocolOptions: { maxVersion: 4 }, isMetadataSyncEnabled: false,
        pooling: { coreConnectionsPerHost: { 0: 1 } } });
      await client.connect();
      const { rows } = await client.execute('SELECT lamp FROM lamps');
      console.log(rows[0].lamp);
      await client.shutdown();`,
    expected: 'on'
  },
  {
    name: 'influx',
    what: ['writes a point and reads it', '写入一个点并读取'],
    peer: influxPeer,
    page: (port) => `import * as influx from 'influx';
      const store = new (influx.InfluxDB ?? influx.default.InfluxDB)('http://127.0.0.1:${port}/lamps');
      await store.writePoints([{ measurement: 'lamps', tags: { at: 'desk' }, fields: { on: true } }]);
      const [{ said, time }] = await store.query('select * from lamps');
      console.log(said, time.getUTCFullYear());`,
    expected: 'lamps,at=desk 2026'
  },
  {
    name: 'mariadb',
    what: [
      'the usual login of MySQL 8 without TLS, with `allowPublicKeyRetrieval: true`, and a query',
      'MySQL 8 的默认登录（不用 TLS，需 `allowPublicKeyRetrieval: true`），一次查询'
    ],
    peer: mysqlPeer,
    page: (port) => `import * as mariadb from 'mariadb';
      const connection = await mariadb.createConnection({ host: '127.0.0.1', port: ${port}, user: 'lamp', password: 'secret', allowPublicKeyRetrieval: true });
      const [{ lamp }] = await connection.query('select lamp');
      console.log(lamp);
      await connection.end();`,
    expected: 'on'
  },
  {
    name: 'mysql2',
    what: [
      'the usual login of MySQL 8 without TLS, and a query, with `disableEval: true`',
      'MySQL 8 的默认登录（不用 TLS），一次查询（需 `disableEval: true`）'
    ],
    peer: mysqlPeer,
    page: (port) => `import mysql from 'mysql2';
      const client = mysql.createConnection({ host: '127.0.0.1', port: ${port}, user: 'lamp', password: 'secret', disableEval: true });
      client.query('select lamp', (error, rows) => { console.log(error ?? rows[0].lamp); client.destroy(); });`,
    expected: 'on'
  },
  {
    name: 'tedious',
    what: ['a query, with `encrypt: false`', '一次查询（需 `encrypt: false`）'],
    peer: sqlServerPeer,
    page: (port) => `import { Connection, Request } from 'tedious';
      const connection = new Connection({ server: '127.0.0.1', authentication: { type: 'default', options: { userName: 'lamp', password: 'secret' } },
        options: { port: ${port}, encrypt: false } });
      connection.on('error', (error) => console.log(error));
      connection.connect((error) => {
        if (error) { console.log(error); return; }
        const request = new Request('select lamp', () => connection.close());
        request.on('row', ([{ value, metadata }]) => console.log(metadata.colName, value));
        connection.execSqlBatch(request);
      });`,
    expected: 'lamp 7'
  }
];
