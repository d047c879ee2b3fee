/**
 * Fits models to datasets of Apache Spark, and adds predictions to them: each partition is summed
 * where it is. The sums are merged in the order of the partitions and the model is solved on the
 * driver; or, with one grouping factor or nested ones, they are merged level by level and stay
 * where they are, and the driver asks them for the criterion and its derivatives. Everything that
 * is fitted stands in {@code blup-runtime}, and how cells become records in {@code blup-data}.
 */
@NullMarked
package org.blup.spark;

import org.jspecify.annotations.NullMarked;
