using System.Globalization;
using LoraDsl;
using static TorchSharp.torch;

// ones: every weight 1, without the adapters' and with it. save FOLDER and load FOLDER: a random adapter, there and back.
using var model = new Model();
model.eval();
using (no_grad())
{
    foreach (var (name, parameter) in model.named_parameters())
        parameter.fill_(name.EndsWith("bias", StringComparison.Ordinal) ? 0 : 1);
}

switch (args)
{
    case ["ones"]:
        model.Lora.Enabled = false;
        Print();
        model.Lora.Enabled = true;
        break;
    case ["save", var folder]:
        using (no_grad())
        {
            foreach (var (_, adapter) in model.Lora.Named())
            {
                foreach (var parameter in adapter.parameters())
                    parameter.copy_(randn_like(parameter));
            }
        }

        model.Lora.Save(folder);
        break;
    case ["load", var folder]:
        model.Lora.Load(folder);
        break;
}

Print();

void Print()
{
    using var scope = NewDisposeScope();
    var values = model.forward(tensor(new float[] { 1, 2, 3 }).view(1, 3)).detach().data<float>().ToArray();
    Console.WriteLine(string.Join(' ', values.Select(value => value.ToString("R", CultureInfo.InvariantCulture))));
}
