package org.blup.design;

/**
 * A column of the fixed effects.
 *
 * @param name its name in R: {@code (Intercept)}, {@code varietyMarvellous:nitro}
 * @param term the index of its term among the fixed terms
 * @param column its index within the term
 * @param dropped whether it was left out as a combination of columns before it
 */
public record FixedColumn(String name, int term, int column, boolean dropped) {}
