package io.tidemark.testdata;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keeps S3Proxy's unfinished uploads out of its listings.
 *
 * <p>While it receives an object, S3Proxy 4.1.0 keeps the bytes beside the object to be, as {@code
 * <key>-<UUID>}, and lists that as if it were one. No real S3 shows an object before it is whole.
 * Requests about a bucket, listings among them, are therefore served through a proxy of the store
 * that leaves such keys out; requests about an object reach the store itself, because S3Proxy takes
 * a conditional write for atomic by the class of the store.
 */
final class UnfinishedUploads {
  private static final Predicate<String> UNFINISHED =
      Pattern.compile("-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$").asPredicate();

  /** Where S3Proxy notes that a multipart upload was begun. */
  private static final String STUB = ".s3proxy-mpu-stub-";

  private final IsolatedCalls calls;
  private final Object store;

  UnfinishedUploads(IsolatedCalls calls, Object store) {
    this.calls = calls;
    this.store = store;
  }

  /** Says, to a server of these keys, which store serves which request. */
  Object locator(String identity, String secret) {
    Object whole = calls.create("org.gaul.s3proxy.AccessGrant", secret, store);
    Object listing = calls.create("org.gaul.s3proxy.AccessGrant", secret, filtered());
    return proxy(
        "org.gaul.s3proxy.BlobStoreLocator",
        (self, method, arguments) -> {
          if (!identity.equals(arguments[0])) {
            return null;
          }
          boolean ofBucket = arguments[2] == null || arguments[2].equals("");
          return ofBucket ? listing : whole;
        });
  }

  private Object filtered() {
    return proxy(
        "org.gaul.s3proxy.blobstore.BlobStore",
        (self, method, arguments) -> {
          Object result = invoke(method, arguments);
          boolean page = method.getName().startsWith("list") && arguments != null;
          return page && result != null ? withoutUnfinished(result) : result;
        });
  }

  private @Nullable Object invoke(Method method, Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(store, arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }

  private Object withoutUnfinished(Object page) throws ReflectiveOperationException {
    if (!page.getClass().getSimpleName().startsWith("ListObjects")) {
      return page;
    }
    List<?> objects = (List<?>) calls.of(page, "contents");
    if (objects.isEmpty()) {
      return page;
    }
    Method key = objects.get(0).getClass().getMethod("key");
    List<?> finished = objects.stream().filter(object -> isFinished(key, object)).toList();
    if (finished.size() == objects.size()) {
      return page;
    }
    Object builder = calls.of(page, "toBuilder");
    calls.run(builder, "contents", finished);
    return calls.of(builder, "build");
  }

  private static boolean isFinished(Method key, Object object) {
    try {
      String name = (String) key.invoke(object);
      return !UNFINISHED.test(name) && !name.startsWith(STUB);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("S3Proxy's listing has no keys", e);
    }
  }

  private Object proxy(String type, InvocationHandler handler) {
    Class<?> contract = calls.load(type);
    return Proxy.newProxyInstance(contract.getClassLoader(), new Class<?>[] {contract}, handler);
  }
}
