/** A page of the app, as `Taro.redirectTo` names it: `pages/udp/index`. */
export interface Destination {
  url: string;
}

type Show = (destination: Destination) => void;

let showPage: Show | undefined;

/** Whoever shows the pages learns here which one is wanted. */
export function onReplace(show: Show): void {
  showPage = show;
}

/** The system's page stack, which here holds one page. */
export default {
  replaceUrl: (destination: Destination, answer: (error: null) => void) => {
    showPage?.(destination);
    answer(null);
  }
};
