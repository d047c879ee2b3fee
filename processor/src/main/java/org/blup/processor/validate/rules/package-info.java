/**
 * What a model has to be whose names are resolved: columns that do not depend on each other, random
 * terms that differ, covariances that suit their effects and residuals. A rule each.
 */
@NullMarked
package org.blup.processor.validate.rules;

import org.jspecify.annotations.NullMarked;
