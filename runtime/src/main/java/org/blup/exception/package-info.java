/**
 * What is thrown at input that no answer can be given for: each names the component, the row and
 * the value.
 */
@NullMarked
package org.blup.exception;

import org.jspecify.annotations.NullMarked;
