package org.blup.spark;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Serializable;
import org.blup.model.MixedFit;
import org.jspecify.annotations.Nullable;

/** A fit that tasks share: sent as it is saved, and loaded once in each process. */
final class SharedFit<R> implements Serializable {

  private static final long serialVersionUID = 1L;

  private final ModelReference<R> reference;
  private final byte[] saved;
  private transient volatile @Nullable MixedFit<R> loaded;

  SharedFit(ModelReference<R> reference, MixedFit<R> fit) {
    this.reference = reference;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    fit.save(bytes);
    saved = bytes.toByteArray();
    loaded = fit;
  }

  ModelReference<R> reference() {
    return reference;
  }

  MixedFit<R> fit() {
    MixedFit<R> fit = loaded;
    return fit == null ? load() : fit;
  }

  private synchronized MixedFit<R> load() {
    MixedFit<R> fit = loaded;
    if (fit == null) {
      fit = Models.of(reference.model()).load(new ByteArrayInputStream(saved));
      loaded = fit;
    }
    return fit;
  }
}
