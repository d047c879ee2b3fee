package org.blup.script;

import java.util.LinkedHashMap;
import java.util.Map;
import org.blup.exception.StorageException;
import org.jspecify.annotations.Nullable;

/**
 * The models that were compiled for a table and those made of it, the last used of them. It lives
 * as long as the tables and their fits do, and so do the classes.
 */
final class ModelCache {

  private static final int MOST = 64;

  private final Map<ModelKey, CompiledModel> models =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ModelKey, CompiledModel> eldest) {
          return size() > MOST;
        }
      };

  private @Nullable ModelCompiler compiler;

  /**
   * The model of a key that was read from a file.
   *
   * @param source what messages call the file
   * @throws StorageException if the formula is no model of the columns
   */
  static CompiledModel compiled(ModelKey key, String source) {
    try {
      return new ModelCache().get(key);
    } catch (FormulaException e) {
      throw new StorageException(
          source + " is damaged: its formula is none of its columns. " + e.getMessage(), source, e);
    }
  }

  /**
   * The model of a key, compiled unless it was before.
   *
   * @throws FormulaException if the formula is no model of the columns
   */
  synchronized CompiledModel get(ModelKey key) {
    CompiledModel known = models.get(key);
    if (known != null) {
      return known;
    }
    ModelCompiler mine = compiler == null ? new ModelCompiler() : compiler;
    compiler = mine;
    CompiledModel compiled = mine.compile(key);
    models.put(key, compiled);
    return compiled;
  }
}
