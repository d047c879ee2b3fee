/**
 * The annotation processor: takes records from the compiler and hands them from room to room,
 * {@code read → validate → generate}. It decides nothing itself.
 */
@NullMarked
package org.blup.processor;

import org.jspecify.annotations.NullMarked;
