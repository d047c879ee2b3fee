package org.blup.spark;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Serializable;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.blup.exception.ModelTooLargeException;
import org.blup.model.MixedFit;
import org.blup.model.Model;
import org.blup.model.prediction.Scorer;

/**
 * What tasks predict by: coefficients and effects of levels, sent once to each process, and loaded
 * there once. What is sent is bytes, so that it does not matter how a cluster serialises objects.
 */
final class SharedScorer<R> implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The scorers of this process, for as long as Spark keeps what they were loaded from. */
  private static final Map<byte[], Scorer<?>> LOADED =
      Collections.synchronizedMap(new WeakHashMap<>());

  private final ModelReference<R> reference;
  private final Broadcast<byte[]> saved;

  private SharedScorer(ModelReference<R> reference, Broadcast<byte[]> saved) {
    this.reference = reference;
    this.saved = saved;
  }

  /**
   * Sends what predictions of a fit need.
   *
   * @throws ModelTooLargeException if it takes more memory than the driver has, or than an array
   *     holds
   */
  static <R> SharedScorer<R> of(
      MixedFit<R> fit, ModelReference<R> reference, JavaSparkContext context) {
    return new SharedScorer<>(reference, context.broadcast(written(fit)));
  }

  private static byte[] written(MixedFit<?> fit) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      fit.saveScorer(bytes);
      return bytes.toByteArray();
    } catch (ModelTooLargeException | OutOfMemoryError e) {
      throw new ModelTooLargeException(
          ("%s: SparkFits.predict(fit, rows) sends the effects of all levels, which take"
                  + " more than the %s of memory that Java has, or than the 2 GB that are sent at"
                  + " once. Give the driver more memory, or fit with SparkFits.fitDistributed, whose"
                  + " modes() are a dataset that can be joined to the rows")
              .formatted(Model.of(fit), ModelTooLargeException.heap()));
    }
  }

  SparkModel<R> model() {
    return reference.model();
  }

  /**
   * The scorer.
   *
   * @throws ModelTooLargeException if this process has not the memory for it
   */
  @SuppressWarnings("unchecked")
  Scorer<R> scorer() {
    return (Scorer<R>) LOADED.computeIfAbsent(saved.value(), this::loaded);
  }

  private Scorer<R> loaded(byte[] bytes) {
    Model<R, ?> model = Models.of(model());
    return TaskWork.ofLoading(model, bytes.length)
        .within(() -> model.loadScorer(new ByteArrayInputStream(bytes)));
  }
}
