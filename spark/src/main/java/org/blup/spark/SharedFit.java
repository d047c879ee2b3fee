package org.blup.spark;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Serializable;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.blup.model.MixedFit;
import org.blup.model.Model;

/**
 * A fit that tasks share: sent as it is saved, once to each process, and loaded there once. What is
 * sent is bytes, so that it does not matter how a cluster serialises objects.
 */
final class SharedFit<R> implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The fits of this process, for as long as Spark keeps what they were loaded from. */
  private static final Map<byte[], MixedFit<?>> LOADED =
      Collections.synchronizedMap(new WeakHashMap<>());

  private final ModelReference<R> reference;
  private final Broadcast<byte[]> saved;

  private SharedFit(ModelReference<R> reference, Broadcast<byte[]> saved) {
    this.reference = reference;
    this.saved = saved;
  }

  static <R> SharedFit<R> of(
      MixedFit<R> fit, ModelReference<R> reference, JavaSparkContext context) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    fit.save(bytes);
    return new SharedFit<>(reference, context.broadcast(bytes.toByteArray()));
  }

  SparkModel<R> model() {
    return reference.model();
  }

  /** The fit. */
  @SuppressWarnings("unchecked")
  MixedFit<R> fit() {
    Model<R, ?> model = Models.of(model());
    return (MixedFit<R>)
        LOADED.computeIfAbsent(saved.value(), bytes -> model.load(new ByteArrayInputStream(bytes)));
  }
}
