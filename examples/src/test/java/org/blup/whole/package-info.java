/**
 * The whole line, from an annotated record to a fit, held to what is known without any oracle:
 * closed forms, invariances, and what bad input is told.
 */
package org.blup.whole;
