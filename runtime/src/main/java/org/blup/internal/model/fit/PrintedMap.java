package org.blup.internal.model.fit;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A map that nobody changes, and that prints itself as a table.
 *
 * @param <V> what is looked up by name
 */
public final class PrintedMap<V> extends AbstractMap<String, V> {

  private final Map<String, V> map;
  private final Supplier<String> table;

  /**
   * A map around another, which is not copied.
   *
   * @param table asked for when the map is printed
   */
  public PrintedMap(Map<String, V> map, Supplier<String> table) {
    this.map = Collections.unmodifiableMap(map);
    this.table = table;
  }

  @Override
  public Set<Entry<String, V>> entrySet() {
    return map.entrySet();
  }

  @Override
  public @Nullable V get(Object key) {
    return map.get(key);
  }

  @Override
  public boolean containsKey(Object key) {
    return map.containsKey(key);
  }

  @Override
  public String toString() {
    return table.get();
  }
}
