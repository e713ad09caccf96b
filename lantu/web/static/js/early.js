// Runs before the first paint, so that what needs scripts never flashes in or out.
document.documentElement.classList.add("js");
