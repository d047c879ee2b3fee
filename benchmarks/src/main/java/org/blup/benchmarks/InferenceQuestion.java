package org.blup.benchmarks;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A question asked of a fit. Fits keep what they computed once, so each measurement asks a fit of
 * its own.
 *
 * @param id what {@code --only} and {@code inference.R} call it
 * @param title what is asked, for the table
 * @param file where its rows are, or empty if the file is not on this machine
 * @param fresh reads the file; each call of what it gives makes a new fit, not measured, and the
 *     question to it, which is
 */
record InferenceQuestion(
    String id,
    String title,
    Supplier<Optional<Path>> file,
    Function<Path, Supplier<Runnable>> fresh) {}
