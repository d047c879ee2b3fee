package org.blup.internal.design.equations;

/**
 * The cross-products of some levels of a grouping factor, as {@link NormalEquations} hold those of
 * all. Not to be changed.
 *
 * @param levels how many levels
 * @param size k, the number of effects of a level
 * @param width p + 1, the columns of X and y
 * @param blocks {@code Z_jᵀWZ_j} of the levels, one after the other, each k × k row by row
 * @param border {@code Z_jᵀW[X y]}: k × (p+1) for each level, row by row
 */
public record LevelBlocks(int levels, int size, int width, double[] blocks, double[] border) {}
