package org.blup.internal.design.equations;

/**
 * What the subjects of a residual covariance say of the columns of X.
 *
 * @param subjects how many there are
 * @param varying whether each of the user's columns differs between rows of a subject
 */
public record WithinSubjects(long subjects, boolean[] varying) {}
