package org.blup.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Optional;

/**
 * Where a command reads and writes.
 *
 * @param terminal where long work reports its progress, if there is a terminal
 */
record Streams(InputStream in, PrintStream out, PrintStream err, Optional<PrintWriter> terminal) {}
