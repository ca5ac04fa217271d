import { code, dataOf, MARK, NOTE, readData, table, twins } from './page.ts';
import type { TableSource } from './tableSource.ts';
import { taggedSource } from './tags.ts';

const NAME = 'network-support';
/** APIs with their remarks: what the specs prove, and what they cannot. */
type Remarks = Readonly<Record<string, string>>;
const { title, what, mark, provable, others } = readData<
  Record<'title' | 'what' | 'mark', string> & Record<'provable' | 'others', Remarks>
>(dataOf(NAME));
const specs = taggedSource(Object.keys(provable), new Set(['SocketTask']), Object.keys(others));

/** WebSockets and the local network: one page. */
export const networkSource: TableSource = {
  ...specs,
  files: (proved, chinese) =>
    twins(NAME, chinese, (t) => {
      const rows = Object.entries({ ...provable, ...others }).map(([api, remark]) => [
        code(api),
        api in provable && proved(api) ? MARK : '',
        remark === '' ? '' : t(remark)
      ]);
      const runs = specs.runs.map(({ run }) => `- ${t(run)}`).join('\n');
      const support = table(['API', 'Harmony', t('remark')], rows);
      return [t(title), t(NOTE), t(what), t(mark), runs, t('No run on a device has been seen yet.'), support];
    })
};
