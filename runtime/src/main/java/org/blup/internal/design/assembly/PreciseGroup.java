package org.blup.internal.design.assembly;

import org.blup.internal.design.equations.EquationPattern;

/** A group in the equations, and which of its levels meet in the precision of its effects. */
record PreciseGroup(EquationPattern.Group group, EquationPattern.Pair pair) {}
