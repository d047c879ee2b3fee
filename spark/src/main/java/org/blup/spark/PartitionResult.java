package org.blup.spark;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import java.util.function.Supplier;
import org.blup.design.CrossProducts;
import org.blup.exception.BlupException;
import org.blup.exception.ModelTooLargeException;
import org.blup.model.Model;

/**
 * What a task hands on: the sums of some partitions in the form that {@link CrossProducts} have in
 * files, or the error that their rows led to, which is thrown where the result is read. Bytes, so
 * that it does not matter how a cluster serialises objects; and an error is no failure of the task,
 * which Spark would try again and report with the stack of an executor.
 */
final class PartitionResult {

  /** Begins the sums, and whatever else is no error. */
  static final byte SUMS = 0;

  private static final byte ERROR = 1;

  private PartitionResult() {}

  /**
   * What work makes, or the error that it ends in.
   *
   * @param what is worked at, for the message where it is too large
   */
  static byte[] of(TaskWork what, Supplier<byte[]> work) {
    try {
      return what.within(work);
    } catch (BlupException e) {
      return of(e);
    }
  }

  /**
   * The sums.
   *
   * @throws ModelTooLargeException if they take more memory than there is, or than an array holds
   */
  static byte[] of(CrossProducts<?> sums) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      bytes.write(SUMS);
      sums.writeTo(bytes);
      return bytes.toByteArray();
    } catch (OutOfMemoryError e) {
      throw new ModelTooLargeException(
          "%s, in the form of files, take more than the %s of memory that Java has, or than the 2 GB that a task hands on at once"
              .formatted(sums, ModelTooLargeException.heap()));
    }
  }

  static byte[] of(BlupException error) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(ERROR);
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(error);
    } catch (IOException e) {
      // it holds something that cannot be sent, such as a cause of the user's
      return of(new BlupException(String.valueOf(error.getMessage())));
    }
    return bytes.toByteArray();
  }

  static boolean isError(byte[] result) {
    return result[0] == ERROR;
  }

  /** Throws the error that a result is, if it is one. */
  static void throwIfError(byte[] result) {
    if (isError(result)) {
      throw error(result);
    }
  }

  /**
   * The sums, read into new ones of the model.
   *
   * @throws BlupException if the result is an error: that one
   */
  static <R> CrossProducts<R> read(byte[] result, Model<R, ?> model) {
    throwIfError(result);
    return model.readCrossProducts(new ByteArrayInputStream(result, 1, result.length - 1));
  }

  /** The error, with the stack of who reads it: that of an executor says nothing to users. */
  private static BlupException error(byte[] result) {
    byte[] object = Arrays.copyOfRange(result, 1, result.length);
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(object))) {
      BlupException error = (BlupException) in.readObject();
      error.fillInStackTrace();
      return error;
    } catch (IOException | ClassNotFoundException e) {
      throw new IllegalStateException("the error of a task cannot be read", e);
    }
  }
}
