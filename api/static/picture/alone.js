// Starts the pictures of a file that stands alone.
import { show } from "./picture.js";

document.querySelectorAll("[data-picture]").forEach(show);
