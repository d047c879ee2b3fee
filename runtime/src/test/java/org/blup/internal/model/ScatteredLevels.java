package org.blup.internal.model;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.blup.design.CrossProducts;
import org.blup.internal.design.assembly.LevelAssembly;
import org.blup.internal.design.equations.DistantLevels;
import org.blup.internal.design.equations.LevelFunction;
import org.blup.internal.design.pass.RowAccumulator;
import org.blup.internal.design.pass.RowReader;
import org.blup.internal.design.pass.TestRow;
import org.blup.internal.design.structure.ModelStructure;

/**
 * What a cluster does, in this process: rows are summed partition by partition, sums are taken
 * apart by level and merged part by part, and functions reach the parts in their serialised form.
 */
final class ScatteredLevels<R> implements DistantLevels {

  private final ModelStructure structure;
  private final RowReader<R> reader;
  private final List<LevelAssembly.Part> parts = new ArrayList<>();
  private final RowAccumulator<R> collapsed;
  private final int[] counts;

  ScatteredLevels(
      ModelStructure structure, RowReader<R> reader, List<List<R>> partitions, int parts) {
    this.structure = structure;
    this.reader = reader;
    CrossProducts<R> all = sum(List.of());
    List<CrossProducts<R>> merged = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      merged.add(sum(List.of()));
    }
    for (List<R> rows : partitions) {
      RowAccumulator<R> sums = sum(rows);
      all.merge(copy(DistantSums.collapsed(sums)));
      List<? extends CrossProducts<R>> split = DistantSums.byLevel(sums, parts);
      for (int part = 0; part < parts; part++) {
        merged.get(part).merge(copy(split.get(part)));
      }
    }
    collapsed = RowAccumulator.of(all);
    counts = new int[structure.groups().size()];
    for (CrossProducts<R> part : merged) {
      int[] levels = DistantSums.levels(part);
      Arrays.setAll(counts, g -> counts[g] + levels[g]);
    }
    for (CrossProducts<R> part : merged) {
      if (part.rows() > 0) {
        this.parts.add(DistantSums.part(all, counts, part));
      }
    }
  }

  /** Those of rows of a test. */
  static ScatteredLevels<TestRow> of(
      ModelStructure structure, List<List<TestRow>> partitions, int parts) {
    return new ScatteredLevels<>(structure, TestRow::read, partitions, parts);
  }

  private RowAccumulator<R> sum(List<R> rows) {
    RowAccumulator<R> sums = new RowAccumulator<>(structure, reader);
    rows.forEach(sums::add);
    return sums;
  }

  private CrossProducts<R> copy(CrossProducts<R> sums) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    sums.writeTo(out);
    return RowAccumulator.read(
        new ByteArrayInputStream(out.toByteArray()), "copy", structure, reader);
  }

  DistantSums<R> sums() {
    return new DistantSums<>(collapsed, this);
  }

  List<LevelAssembly.Part> parts() {
    return parts;
  }

  @Override
  public int count(int group) {
    return counts[group];
  }

  @Override
  public List<double[]> ofParts(LevelFunction function) {
    return parts.stream().map(part -> received(function).of(part.products())).toList();
  }

  private static LevelFunction received(LevelFunction function) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(function);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (LevelFunction) in.readObject();
    } catch (IOException | ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }
}
