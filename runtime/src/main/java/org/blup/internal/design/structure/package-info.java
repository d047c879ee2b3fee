/**
 * What a model says before any row is read: terms, bases, contrasts, groups, and the covariance of
 * residuals. Generated code declares a model with {@link
 * org.blup.internal.design.structure.ModelStructure}.
 */
@NullMarked
package org.blup.internal.design.structure;

import org.jspecify.annotations.NullMarked;
