/**
 * How many digits an estimate has: fits beside the same optimum in arithmetic of 32 digits. It
 * knows the runtime as its users do, and nothing of its inside.
 */
package org.blup.precision;
