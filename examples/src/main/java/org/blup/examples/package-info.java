/** Stories with real data. Nothing depends on them. */
package org.blup.examples;
