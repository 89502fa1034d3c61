package io.tidemark.testdata;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Calls classes of a class loader whose types this one cannot name. */
final class IsolatedCalls {
  private final ClassLoader loader;

  IsolatedCalls(ClassLoader loader) {
    this.loader = loader;
  }

  Class<?> load(String type) {
    try {
      return loader.loadClass(type);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("The S3Proxy jar has no class " + type, e);
    }
  }

  /** Calls the constructor that takes these arguments. */
  Object create(String type, Object... arguments) {
    for (Constructor<?> constructor : load(type).getConstructors()) {
      if (takes(constructor.getParameterTypes(), arguments)) {
        try {
          return constructor.newInstance(arguments);
        } catch (ReflectiveOperationException e) {
          throw new IllegalStateException("S3Proxy's " + type + " cannot be made", e);
        }
      }
    }
    throw new IllegalStateException(type + " is not made of " + Arrays.toString(arguments));
  }

  /** Calls a static method of the named class and gives what it returns. */
  Object ofClass(String type, String method, Object... arguments) {
    return Objects.requireNonNull(call(load(type), null, method, arguments));
  }

  /** Calls a method and gives what it returns. */
  Object of(Object target, String method, Object... arguments) {
    return Objects.requireNonNull(call(target.getClass(), target, method, arguments));
  }

  /** Calls a method and drops what it returns, if anything. */
  void run(Object target, String method, Object... arguments) {
    call(target.getClass(), target, method, arguments);
  }

  private static @Nullable Object call(
      Class<?> type, @Nullable Object target, String name, Object... arguments) {
    try {
      return method(type, name, arguments).invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("S3Proxy's " + name + " failed: " + e.getCause(), e);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("S3Proxy's " + name + " cannot be called", e);
    }
  }

  private static Method method(Class<?> type, String name, Object... arguments) {
    for (Method method : type.getMethods()) {
      if (method.getName().equals(name) && takes(method.getParameterTypes(), arguments)) {
        // A public method may be declared by a class that is not.
        method.setAccessible(true);
        return method;
      }
    }
    throw new IllegalStateException(
        type.getName() + " has no method " + name + " for " + Arrays.toString(arguments));
  }

  private static boolean takes(Class<?>[] parameters, Object... arguments) {
    if (parameters.length != arguments.length) {
      return false;
    }
    for (int i = 0; i < parameters.length; i++) {
      Class<?> wanted = parameters[i] == long.class ? Long.class : parameters[i];
      if (!wanted.isInstance(arguments[i])) {
        return false;
      }
    }
    return true;
  }
}
