/**
 * What a model says, and what that means once its levels are known: terms, levels, contrasts and
 * bases, and the columns they make together. Generated code declares a model with {@link
 * org.blup.internal.design.structure.ModelStructure}. Nothing here reads a row or sums one.
 */
@NullMarked
package org.blup.internal.design.structure;

import org.jspecify.annotations.NullMarked;
