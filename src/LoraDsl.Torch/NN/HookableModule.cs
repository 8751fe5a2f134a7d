namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>The base of modules whose calls can be watched and changed by hooks.</summary>
        /// <typeparam name="TPreHook">A hook that sees the inputs.</typeparam>
        /// <typeparam name="TPostHook">A hook that sees the inputs and the output.</typeparam>
        public class HookableModule<TPreHook, TPostHook> : Module
        {
            /// <summary>The hooks that see the inputs, by key.</summary>
            protected Dictionary<string, TPreHook> pre_hooks = [];

            /// <summary>The hooks that see the inputs and the output, by key.</summary>
            protected Dictionary<string, TPostHook> post_hooks = [];

            /// <summary>The hooks that see only the module, before a call, by key.</summary>
            protected Dictionary<string, Action<Module>> module_pre_hooks = [];

            /// <summary>The hooks that see only the module, after a call, by key.</summary>
            protected Dictionary<string, Action<Module>> module_post_hooks = [];

            /// <summary>A module without hooks.</summary>
            /// <param name="name">A name for people to read.</param>
            protected HookableModule(string name)
                : base(name)
            {
            }

            /// <summary>Adds a hook after <c>forward</c>; what it returns, unless null, becomes the output.</summary>
            /// <returns>What takes the hook away again.</returns>
            public HookRemover register_forward_hook(TPostHook hook) => Register(post_hooks, hook);

            /// <summary>Adds a hook before <c>forward</c>; what it returns, unless null, becomes the input.</summary>
            /// <returns>What takes the hook away again.</returns>
            public HookRemover register_forward_pre_hook(TPreHook hook) => Register(pre_hooks, hook);

            /// <summary>Adds a hook after <c>forward</c> that sees only the module.</summary>
            /// <returns>What takes the hook away again.</returns>
            public HookRemover register_forward_hook(Action<Module> hook) => Register(module_post_hooks, hook);

            /// <summary>Adds a hook before <c>forward</c> that sees only the module.</summary>
            /// <returns>What takes the hook away again.</returns>
            public HookRemover register_forward_pre_hook(Action<Module> hook) => Register(module_pre_hooks, hook);

            private HookRemover Register<THook>(Dictionary<string, THook> hooks, THook hook)
            {
                var key = Guid.NewGuid().ToString();
                hooks.Add(key, hook);
                return new HookRemover(this, key);
            }

            private void Remove(string key)
            {
                _ = pre_hooks.Remove(key) || post_hooks.Remove(key) || module_pre_hooks.Remove(key) || module_post_hooks.Remove(key);
            }

            /// <summary>Takes a hook away.</summary>
            /// <param name="module">The module that has the hook.</param>
            /// <param name="key">The hook's key.</param>
            public class HookRemover(HookableModule<TPreHook, TPostHook> module, string key)
            {
                /// <summary>Takes the hook away; a second call does nothing.</summary>
                public void remove() => module.Remove(key);
            }
        }
    }
}
