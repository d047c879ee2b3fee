/**
 * Mixed models of tables whose columns only the data know: the compiler of annotated records runs
 * in memory, on a record that is written for the formula and the table. For scripts, JShell and
 * notebooks.
 */
@NullMarked
package org.blup.script;

import org.jspecify.annotations.NullMarked;
