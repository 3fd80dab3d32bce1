// The element itself must be a JavaScript class; all it does is call Rust.
export function define(name, observed, connected, changed, disconnected) {
  if (customElements.get(name)) return;
  customElements.define(
    name,
    class extends HTMLElement {
      static observedAttributes = observed;
      connectedCallback() {
        connected(this);
      }
      attributeChangedCallback() {
        changed(this);
      }
      disconnectedCallback() {
        // A move within the page disconnects and connects again: only what is still gone a moment later has left.
        queueMicrotask(() => this.isConnected || disconnected(this));
      }
    },
  );
}
