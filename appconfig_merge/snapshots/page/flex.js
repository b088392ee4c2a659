// Where Flex UI is in the page, and how far it is.
const isFlex = (one) => attempt(() => typeof one.VERSION === "string"
  && typeof one.Manager.getInstance === "function") === true;

function foundFlex() {
  const usual = attempt(() => window.Twilio.Flex);
  if (isFlex(usual)) return usual;
  for (const name of Object.getOwnPropertyNames(window)) {
    const one = attempt(() => own(window, name));
    if (one !== null && typeof one === "object" && one !== window && isFlex(one)) return one;
  }
  return undefined;
}

// A page that bundles Flex UI has no name for it; its components have the manager in their props.
function managerOfComponents() {
  for (const element of document.querySelectorAll("body, body *")) {
    const key = Object.keys(element).find((name) => /^(?:__reactContainer|_reactRoot)/.test(name));
    const held = key && attempt(() => element[key]);
    const root = attempt(() => held._internalRoot?.current ?? held.stateNode?.current ?? held);
    const found = root && managerBelow(root);
    if (found) return found;
  }
  return undefined;
}

function managerBelow(root) {
  const work = [root];
  for (let count = 0; work.length > 0 && count < 100000; count += 1) {
    const fiber = work.pop();
    const manager = attempt(() => fiber.memoizedProps.manager);
    if (attempt(() => manager.configuration && manager.store.getState().flex)) return manager;
    if (fiber.sibling) work.push(fiber.sibling);
    if (fiber.child) work.push(fiber.child);
  }
  return undefined;
}

function stateOf(flex, manager) {
  const shows = (name) => document.querySelector(`[class*="Twilio-${name}"]`) !== null;
  if (shows("LoginFormView")) return "login";
  if (shows("ErrorPage")) return "refused";
  if (manager) return "running";
  return flex ? "starting" : "absent";
}
