package hookworks.lens.weights;

/**
 * A file within a zip file, stored as it is.
 *
 * @param begin its first byte within the zip file
 * @param bytes how many it has
 */
record ZipMember(String name, long begin, long bytes) {}
