// In the embed, what is loaded later is one plain script in a template: a frame without an origin may load no modules, and a
// policy that trusts nothing lets no script make addresses. macros/publishing/join.py writes it and turns `import()` into this.

/** @type {Promise<any> | undefined} */
let bundle;

/** @returns {Promise<any>} all that the modules of the later script export */
export function later() {
  return (bundle ??= new Promise((done, fail) => {
    const parts = document.importNode(/** @type {HTMLTemplateElement} */ (document.getElementById('later')).content, true);
    const script = /** @type {HTMLScriptElement} */ (parts.firstElementChild);
    script.onload = () => done(/** @type {any} */ (globalThis).legsUpLater);
    script.onerror = () => {
      bundle = undefined; // the line may be back at the next touch
      fail(new Error('later'));
    };
    document.body.append(parts);
  }));
}
