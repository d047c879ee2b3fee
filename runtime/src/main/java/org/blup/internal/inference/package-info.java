/**
 * What follows from an optimum. Each room answers one question; this one holds what several of them
 * use. No room sees rows, except those that {@code prediction} and {@code diagnostics} are handed
 * one by one, and none knows the user's types.
 */
@NullMarked
package org.blup.internal.inference;

import org.jspecify.annotations.NullMarked;
