/** Files dropped onto the page: shared while that is possible, and never opened in its place. */

/**
 * @typedef {object} DropTarget
 * @property {(files: File[]) => void} add
 * @property {() => void} refuseFolder
 *
 * @param {() => DropTarget|null} target Null while nothing can be shared.
 */
export function setUpDrops(target) {
  const show = (/** @type {boolean} */ on) => document.body.classList.toggle("dropping", on);

  window.addEventListener("dragover", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    const able = target() !== null;
    if (event.dataTransfer) event.dataTransfer.dropEffect = able ? "copy" : "none";
    show(able);
  });
  window.addEventListener("dragleave", ({ relatedTarget }) => {
    if (relatedTarget === null) show(false);
  });
  window.addEventListener("drop", (event) => {
    show(false);
    if (!carriesFiles(event)) return;
    event.preventDefault();
    const { files, folders } = droppedIn(event.dataTransfer);
    const able = target();
    if (folders) able?.refuseFolder();
    if (files.length > 0) able?.add(files);
  });
}

/** @param {DragEvent} event */
const carriesFiles = ({ dataTransfer }) => dataTransfer?.types.includes("Files") === true;

/** @param {DataTransfer|null} data */
function droppedIn(data) {
  const items = [...(data?.items ?? [])].filter(({ kind }) => kind === "file");
  const kept = items.filter((item) => !item.webkitGetAsEntry?.()?.isDirectory);
  const files = kept.map((item) => item.getAsFile()).filter((file) => file !== null);
  return { files, folders: kept.length < items.length };
}
