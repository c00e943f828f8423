import { useEffect, useState } from "react";

/** The secret behind the # of this page's address, taken out of the address bar and the history at once. */
export function useToken(): string {
  const [token, setToken] = useState(takeToken);
  useEffect(() => {
    // a link pasted into the tab that shows this page already changes only what stands behind the #
    const look = () => setToken((before) => takeToken() || before);
    window.addEventListener("hashchange", look);
    return () => window.removeEventListener("hashchange", look);
  }, []);
  return token;
}

/** Secrets travel behind the #, which browsers never send. "" when there is none. */
export function tokenIn(hash: string): string {
  return decodeURIComponent(hash.replace(/^#/, "")).trim();
}

function takeToken(): string {
  const found = tokenIn(window.location.hash);
  if (found) window.history.replaceState(window.history.state, "", window.location.pathname + window.location.search);
  return found;
}
