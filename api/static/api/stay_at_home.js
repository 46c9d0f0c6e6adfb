"use strict";
// ReDoc shows a logo that it fetches from its makers' host. No page of ours asks other hosts for
// anything, so an image outside this one fails at once; ReDoc then leaves it out.
const isElsewhere = (address) =>
  /^(https?:)?\/\//.test(address) && !String(address).startsWith(`${location.origin}/`);

const image = HTMLImageElement.prototype;
const { set: setSource, ...source } = Object.getOwnPropertyDescriptor(image, "src");
Object.defineProperty(image, "src", {
  ...source,
  set(address) {
    if (isElsewhere(address)) setTimeout(() => this.dispatchEvent(new Event("error")));
    else setSource.call(this, address);
  },
});
image.setAttribute = function (name, value) {
  if (name !== "src" || !isElsewhere(value)) Element.prototype.setAttribute.call(this, name, value);
};
