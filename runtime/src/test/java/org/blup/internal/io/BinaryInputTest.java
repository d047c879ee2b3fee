package org.blup.internal.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.blup.exception.StorageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Arrays grow while they are read, since no length is trusted before its elements are there. */
class BinaryInputTest {

  private static final String MAGIC = "BLUPTEST";

  private static byte[] written(double[] numbers) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryOutput out = new BinaryOutput(bytes, MAGIC, 1);
    out.numbers(numbers, numbers.length);
    IntStream.range(0, numbers.length).forEach(out::count);
    out.end();
    return bytes.toByteArray();
  }

  private static BinaryInput input(byte[] bytes) {
    return new BinaryInput(new ByteArrayInputStream(bytes), "a test", MAGIC, "numbers", 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 1023, 1024, 1025, 1026, 8184, 8185, 8192, 8193, 8200, 65_537})
  void arraysOfAnyLengthComeBack(int length) {
    double[] numbers = IntStream.range(0, length).mapToDouble(i -> 1.0 / (i + 1)).toArray();
    BinaryInput in = input(written(numbers));

    assertThat(in.numbers(length)).isEqualTo(numbers);
    assertThat(in.counts(length, length)).isEqualTo(IntStream.range(0, length).toArray());
    in.end();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1023, 1024, 1025, 8193, 65_537})
  void thereIsRoomBehindNumbers(int length) {
    double[] numbers = IntStream.range(0, length).mapToDouble(i -> 1.0 / (i + 1)).toArray();

    assertThat(input(written(numbers)).numbers(length, 300))
        .isEqualTo(Arrays.copyOf(numbers, length + 300));
  }

  @Test
  void aLengthBeyondTheFileTakesNoMemory() {
    byte[] few = written(new double[100]);

    assertThatThrownBy(() -> input(few).numbers(Integer.MAX_VALUE - 8))
        .isInstanceOf(StorageException.class);
    assertThatThrownBy(() -> input(few).counts(Integer.MAX_VALUE - 8, Integer.MAX_VALUE))
        .isInstanceOf(StorageException.class);
  }
}
