// A library that can be loaded and does nothing.
