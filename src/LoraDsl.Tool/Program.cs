using LoraDsl.Tool;

return LoraTool.Run(args, Console.Out, Console.Error);
