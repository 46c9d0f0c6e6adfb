"use strict";
// Colours for the JSON; the menus of the page need no script beyond Bootstrap's own.
prettyPrint();
