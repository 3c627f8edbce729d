package hookworks.course;

import org.commonmark.node.Node;

/** One Markdown file of the course, parsed; {@code name} is what an error calls it. */
record MarkdownFile(String name, String text, Node document) {}
