/**
 * What a user writes on a record: the annotations that declare a mixed-effects model. They are read
 * by the compiler and leave no trace in the class file; {@link org.blup.formula} holds the formula
 * language behind them. Nothing here depends on anything else.
 */
package org.blup;
