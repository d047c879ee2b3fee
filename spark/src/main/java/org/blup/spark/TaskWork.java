package org.blup.spark;

import java.io.Serializable;
import java.util.function.Supplier;
import org.blup.exception.ModelTooLargeException;
import org.blup.model.Model;

/**
 * What a task works at, for the message where that is too large for it. No record, since not every
 * serialisation can read these.
 */
final class TaskWork implements Serializable {

  private static final long serialVersionUID = 1L;

  /** As in "part 3 of 8 of the levels". */
  private final String what;

  /** What would make it smaller, as a clause. */
  private final String remedy;

  private TaskWork(String what, String remedy) {
    this.what = what;
    this.remedy = remedy;
  }

  String what() {
    return what;
  }

  /** The rows of a partition of the dataset. */
  static TaskWork ofPartition(int partition) {
    return new TaskWork(
        "partition " + partition + " of " + DatasetColumns.SOURCE,
        "divide the dataset into more partitions, with repartition(n) or, so that each level of"
            + " the largest group is in one of them, with repartition(n, col(…))");
  }

  /** The sums of consecutive partitions, which are merged. */
  static TaskWork ofRun(int first) {
    return new TaskWork(
        "the run of partitions from " + first + " on, whose sums are merged",
        "let each level of the largest group be in one partition, with repartition(n, col(…)), or"
            + " leave levels in the cluster with SparkFits.fitDistributed");
  }

  /** The sums of all rows, where levels are not told apart. */
  static TaskWork ofAll() {
    return new TaskWork(
        "what all levels sum to", "fit fewer columns of fixed effects, or factors of fewer levels");
  }

  /**
   * The sums of some levels.
   *
   * @param part its number
   * @param parts how many there are: as many as partitions of the dataset
   */
  static TaskWork ofPart(int part, int parts) {
    return new TaskWork(
        "part %d of %d of the levels".formatted(part + 1, parts),
        "divide the dataset into more than %d partitions, as with repartition(%d), for as many parts"
            .formatted(parts, 4L * parts));
  }

  /**
   * The effects of all levels of a fit, which an executor loads.
   *
   * @param bytes that they take in the form of files
   */
  static TaskWork ofLoading(Model<?, ?> model, long bytes) {
    return new TaskWork(
        "%s: the fit, whose coefficients and effects of levels take %s in the form of files,"
            .formatted(model, ModelTooLargeException.size(bytes)),
        "fit with SparkFits.fitDistributed, whose modes() are a dataset that can be joined to the"
            + " rows");
  }

  /** The same, with the bytes that its sums take in the form of files. */
  static TaskWork ofPart(int part, int parts, long bytes) {
    TaskWork work = ofPart(part, parts);
    return new TaskWork(
        "%s, whose sums take %s in the form of files,"
            .formatted(work.what, ModelTooLargeException.size(bytes)),
        work.remedy);
  }

  /**
   * Does the work.
   *
   * @throws ModelTooLargeException if it is too large, or memory runs out
   */
  <T> T within(Supplier<T> work) {
    try {
      return work.get();
    } catch (ModelTooLargeException e) {
      throw tooLarge(String.valueOf(e.getMessage()));
    } catch (OutOfMemoryError e) {
      throw tooLarge(
          "it needs more than the %s that its executor has, for all tasks at once"
              .formatted(ModelTooLargeException.heap()));
    }
  }

  /** Without a cause: Spark ends executors whose errors are caused by a lack of memory. */
  private ModelTooLargeException tooLarge(String reason) {
    return new ModelTooLargeException(
        "%s is too large for its task: %s. On Spark, %s; or give executors more memory, or fewer cores"
            .formatted(what, reason, remedy));
  }
}
